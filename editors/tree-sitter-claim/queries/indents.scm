[ (language) (lexicon) (words) (unit) (kind) (entity) (scope) (scope_value) (measure) (rule) (compare) (source) (test) ] @indent.begin
"}" @indent.end
"}" @indent.branch
