use factlint::{engine::*, text::*, token::Span, quantity::*};
fn main(){
  let p=prepare(vec![],&Packs); let rules=&p.rules; let mut w=Words::new(rules);
  let t=std::env::args().nth(1).unwrap(); let lang=if t.chars().any(factlint::token::is_cyrillic){1}else{0};
  for b in blocks(&t,|_|false){ for s in sentence_spans(&t,b.span,rules){ println!("S {:?} {}",b.kind,s.of(&t));
    let se=Sentence::read(&t,s,&mut w);
    for i in 0..se.tokens.len(){ let m:Vec<String>=se.marks.at(i).iter().map(|m|format!("{:?}..{}",rules.meaning(m.meaning).unwrap(),m.end)).collect(); println!("  {i} {} {:?} {}",se.token_text(i), se.word(i,&w).map(|w|w.lemma.to_string()), m.join(" | ")); }
    let c=Conventions::of(rules,lang); let r=read(&se,&w,&c); for q in &r.quantities {println!("  Q {:?} {:?} {:?}",q.span.of(&t),q.kind,q.figure);}
    let on=factlint::extract::Annotated{sentence:&se,words:&w,quantities:&r.quantities}; let cand=factlint::extract::Candidates::of(rules); let mut m=factlint::extract::Machine::default();
    for x in factlint::extract::matches(rules,&cand,&on,&mut m){ println!("  R {} {:?}", rules.rules.get_index(x.rule).unwrap().0, x); }
    if let Some(r)=rules.rules.get("edition"){ println!("{:?}", r.matches[0]); }
  } }
}
