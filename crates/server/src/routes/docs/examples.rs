//! What one does with the API, as commands: shown on its page, and run against a real server by a test.

/// A command, with the key of its heading. `{base}` stands for the address of the server; the key is in `$TESSERA_KEY`.
pub(super) struct Example {
    pub(super) heading: &'static str,
    pub(super) command: &'static str,
}

pub(super) const EXAMPLES: [Example; 6] = [
    Example {
        heading: "example_publish",
        command: r#"curl --fail-with-body {base}/api/v1/forms \
  --header "Authorization: Bearer $TESSERA_KEY" \
  --header "Content-Type: application/json" \
  --header "Idempotency-Key: make-example-1" \
  --data '{
    "slug": "example",
    "publish": true,
    "definition": {
      "title": "How was your visit?",
      "elements": [
        { "type": "rating", "name": "score", "rateMin": 0, "rateMax": 10, "metric": "nps" },
        { "type": "comment", "name": "why", "title": "Why?" }
      ]
    }
  }'"#,
    },
    Example {
        heading: "example_send",
        command: r#"curl --fail-with-body {base}/api/v1/responses \
  --header "Authorization: Bearer $TESSERA_KEY" \
  --header "Content-Type: application/json" \
  --header "Idempotency-Key: 0b9c1f6e-5a52-4f0e-9d4b-8a3f6f1d2c10" \
  --data '{
    "response_id": "7f1d3c9a-2b64-4c1e-8f5a-6d0e9b7a4c21",
    "form": "example",
    "version": 1,
    "step": 1,
    "completed": true,
    "answers": { "score": 9, "why": "Friendly people" }
  }'"#,
    },
    Example {
        heading: "example_forms",
        command: r#"curl --fail-with-body "{base}/api/v1/forms?limit=20" \
  --header "Authorization: Bearer $TESSERA_KEY""#,
    },
    Example {
        heading: "example_responses",
        command: r#"curl --fail-with-body "{base}/api/v1/forms/example/responses?limit=100" \
  --header "Authorization: Bearer $TESSERA_KEY""#,
    },
    Example {
        heading: "example_results",
        command: r#"curl --fail-with-body {base}/api/v1/forms/example/results \
  --header "Authorization: Bearer $TESSERA_KEY" \
  --header "Accept-Language: fr""#,
    },
    Example {
        heading: "example_export",
        command: r#"curl --fail-with-body "{base}/api/v1/forms/example/export?format=csv" \
  --header "Authorization: Bearer $TESSERA_KEY" \
  --output responses.csv"#,
    },
];
