//! The JSON schema of `factlint.toml`, for editors.

use super::check::Names;
use super::limits::{LIMITS, Limits};
use super::shape::{CONFIG, Key, LEVELS, Shape};
use super::weighing::Weighing;
use serde_json::{Map, Value, json};

/// The schema, laid out for reading.
#[must_use]
pub fn schema(names: &Names) -> String {
    let mut schema = table(&CONFIG, names);
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
        object.insert("title".into(), "factlint.toml".into());
        object.insert("description".into(), "Configuration of factlint, a linter for facts.".into());
    }
    format!("{schema:#}\n")
}

fn table(keys: &[Key], names: &Names) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut taken = shape(key, names);
            if let Some(object) = taken.as_object_mut() {
                object.insert("description".into(), key.about.into());
            }
            (key.name.to_owned(), taken)
        })
        .collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut out = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if let (Some(object), false) = (out.as_object_mut(), required.is_empty()) {
        object.insert("required".into(), required.into());
    }
    out
}

fn shape(key: &Key, names: &Names) -> Value {
    let level = json!({ "enum": LEVELS });
    let levels = || {
        let codes: Map<String, Value> =
            names.codes.iter().map(|code| ((*code).to_owned(), level.clone())).collect();
        json!({ "type": "object", "additionalProperties": false, "properties": codes })
    };
    let fraction = json!({ "type": "number", "minimum": 0, "maximum": 1 });
    match key.shape {
        Shape::Text => json!({ "type": "string", "minLength": 1 }),
        Shape::Texts => {
            let item = match key.name {
                "packs" => json!({ "enum": names.packs }),
                "codes" => json!({ "enum": names.codes }),
                _ => json!({ "type": "string" }),
            };
            json!({ "type": "array", "items": item })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Fraction => fraction,
        // TOML has days of its own; tools that check by this schema hand them over as texts.
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Level => level,
        Shape::Weighing => json!({ "enum": Weighing::NAMES }),
        Shape::Threshold => json!({ "enum": LEVELS[1..] }),
        Shape::Levels => levels(),
        Shape::Measures => {
            json!({ "type": "object", "additionalProperties": { "anyOf": [level, levels()] } })
        }
        Shape::Trust => json!({ "type": "object", "additionalProperties": fraction }),
        Shape::Limits => {
            let of = |limit: &super::limits::Limit| {
                json!({
                    "type": "integer",
                    "minimum": limit.bounds.0,
                    "maximum": limit.bounds.1,
                    "default": limit.of(Limits::default()),
                    "description": limit.about,
                })
            };
            let limits: Map<String, Value> =
                LIMITS.iter().map(|limit| (limit.name.to_owned(), of(limit))).collect();
            json!({ "type": "object", "additionalProperties": false, "properties": limits })
        }
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys, names) }),
    }
}
