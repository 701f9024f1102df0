[ (language) (lexicon) (words) (unit) (kind) (entity) (scope) (measure) (rule) (compare) (source) (test) ] @fold
