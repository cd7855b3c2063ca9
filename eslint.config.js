import js from "@eslint/js";

export default [
  { ignores: ["**/*", "!kinerja_graph/**", "kinerja_graph/**/assets/*.js", "!tests/**"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: {
      complexity: ["error", 12],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-len": ["error", { code: 140 }],
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-undef": "off", // types tell it
    },
  },
];
