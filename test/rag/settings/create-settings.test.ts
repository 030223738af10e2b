import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/diagnostics/errors.ts";
import { createSettings, type SettingsSources } from "../../../src/rag/settings/create-settings.ts";
import { environmentVariables } from "../../../src/rag/settings/environment-variables.ts";
import { parseSettingsFile } from "../../../src/rag/settings/settings-file.ts";

function messageOf(sources: Partial<SettingsSources>): string {
  try {
    createSettings({ env: {}, ...sources });
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("createSettings", () => {
  it("gives the embedded installation when nothing is set", () => {
    const settings = createSettings({ env: {} });
    expect(settings).toMatchObject({
      environment: "development",
      privacy: { anonymize_requests: true },
      golden: { threshold: 0.9 },
      classification: { threshold: 0.6, min_improvement: 0.05 },
      routing: { strategy: "COST_OPTIMIZED", max_cost_eur: 0.02 },
      llm: { max_attempts: 3, temperature: 0.2 },
      cache: { enabled: true, ttl_seconds: 86_400 },
      context: { max_tokens: 1500, max_results: 10 },
      streaming: { allowed_origins: "*" },
      embeddings: { kind: "lexical" },
    });
    expect(settings.providers.map(({ kind }) => kind)).toEqual(["extractive"]);
  });

  it("lets a variable win over the file and an override over both", () => {
    const file = parseSettingsFile(
      "rag.config.yml",
      "golden:\n  threshold: 0.7\nllm:\n  temperature: 0.5\n  max_attempts: 5\n",
    );
    const settings = createSettings({
      env: { RAGSTEP_GOLDEN_THRESHOLD: "0.8", RAGSTEP_LLM_TEMPERATURE: "0.1" },
      file,
      overrides: { golden: { threshold: 0.95 } },
    });
    expect(settings.golden.threshold).toBe(0.95);
    expect(settings.llm).toMatchObject({ temperature: 0.1, max_attempts: 5 });
  });

  it("reads booleans, lists and the star from variables", () => {
    const settings = createSettings({
      env: {
        RAGSTEP_CACHE_ENABLED: "Off",
        RAGSTEP_ROUTING_REGIONS: "EU, local",
        RAGSTEP_STREAMING_ALLOWED_ORIGINS: "https://a.it,https://b.it:8443",
      },
    });
    expect(settings.cache.enabled).toBe(false);
    expect(settings.routing.regions).toEqual(["EU", "local"]);
    expect(settings.streaming.allowed_origins).toEqual(["https://a.it", "https://b.it:8443"]);
    expect(
      createSettings({ env: { RAGSTEP_STREAMING_ALLOWED_ORIGINS: "*" } }).streaming.allowed_origins,
    ).toBe("*");
  });

  it("names a misspelt setting, its line and the nearest one", () => {
    const file = parseSettingsFile("rag.config.yml", "golden:\n  threshold: 0.9\nllm:\n  temprature: 0.5\n");
    expect(messageOf({ file })).toBe(
      "The setting `llm.temprature` (rag.config.yml:4) is not known. Did you mean `temperature`?",
    );
    expect(messageOf({ overrides: { goldn: {} } })).toContain("Did you mean `golden`?");
  });

  it("names a misspelt key of a provider", () => {
    const providers = [
      { name: "o", kind: "openai-compatible", base_ur: "http://localhost:1/v1", models: [{ model: "m" }] },
    ];
    expect(messageOf({ overrides: { providers } })).toContain(
      "`providers[0].base_ur` (overrides) is not known. Did you mean `base_url`?",
    );
  });

  it("names the variable that holds a wrong value", () => {
    expect(messageOf({ env: { RAGSTEP_GOLDEN_THRESHOLD: "high" } })).toContain(
      "The setting `golden.threshold` (variable `RAGSTEP_GOLDEN_THRESHOLD`) is not valid",
    );
  });

  it("reports every wrong setting at once", () => {
    const message = messageOf({
      overrides: { golden: { threshold: 2 }, environment: "prod", context: { max_tokens: 1.5 } },
    });
    expect(message.split("\n")).toHaveLength(3);
  });

  it("warns of a variable that is nearly one of ours and ignores others", () => {
    const warnings: string[] = [];
    createSettings({
      env: { RAGSTEP_GOLDEN_TRESHOLD: "0.8", RAGSTEP_SOMETHING_ELSE_ENTIRELY: "1" },
      warn: (message) => warnings.push(message),
    });
    expect(warnings).toEqual([
      "The environment variable `RAGSTEP_GOLDEN_TRESHOLD` sets nothing. Did you mean `RAGSTEP_GOLDEN_THRESHOLD`?",
    ]);
  });

  it("refuses a key in place of a variable's name, two providers of one name, and an unknown preferred provider", () => {
    const models = [{ model: "m" }];
    expect(
      messageOf({ overrides: { providers: [{ name: "o", kind: "openai", api_key_env: "sk-123", models }] } }),
    ).toContain("not a key itself");
    const twice = { name: "o", kind: "extractive", models };
    expect(messageOf({ overrides: { providers: [twice, twice] } })).toContain("two providers named `o`");
    expect(messageOf({ env: { RAGSTEP_ROUTING_PREFERRED_PROVIDER: "embeded" } })).toContain(
      "Did you mean `embedded`?",
    );
  });

  it("does not let `__proto__` reach a prototype", () => {
    expect(messageOf({ overrides: JSON.parse('{"__proto__":{"polluted":true}}') })).toContain("__proto__");
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("replaces the kind of embedding as a whole", () => {
    const file = parseSettingsFile(
      "rag.config.yml",
      "embeddings: { kind: openai-compatible, base_url: 'http://localhost:1/v1', model: e, dimensions: 3 }",
    );
    expect(
      createSettings({ env: {}, file, overrides: { embeddings: { kind: "lexical" } } }).embeddings,
    ).toEqual({ kind: "lexical" });
  });

  it("names every variable after its setting", () => {
    for (const [name, { path }] of Object.entries(environmentVariables)) {
      expect(name).toBe(`RAGSTEP_${path.join("_").toUpperCase()}`);
    }
  });
});

describe("parseSettingsFile", () => {
  it("refuses text that is not YAML with its line", () => {
    expect(() => parseSettingsFile("rag.config.yml", "golden:\n  threshold: [1\n")).toThrow(
      /rag\.config\.yml:\d+ is not valid YAML/,
    );
  });

  it("takes an empty file as no settings", () => {
    expect(parseSettingsFile("rag.config.yml", "").value).toEqual({});
  });
});
