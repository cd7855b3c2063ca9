// ---
// name: organisation-posts
// what: every post of the edition with its rank and its place on a functional ladder
// columns: {id: str, rank: str, ladder: str, ladder_key: str, rung: int, supervised: bool}
// ---
MATCH (p:Position {scope: $scope})
RETURN p.id AS id, p.rank AS rank, p.ladder AS ladder, p.ladder_key AS ladder_key,
  p.rung AS rung, p.supervised AS supervised
