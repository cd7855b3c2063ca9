// ---
// name: population-documents-beside-a-plan
// what: how many documents stand beside the plan; none where there is no plan
// parameters: [documents]
// counts: {id: "dokumen di samping rencana", en: "documents beside the plan"}
// columns: {population: int}
// ---
UNWIND $documents AS one
WITH collect(one.code) AS codes
UNWIND codes AS code
WITH codes, code
WHERE 'plan' IN codes AND code <> 'plan'
RETURN count(code) AS population
