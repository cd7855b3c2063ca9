// ---
// name: population-duties
// what: how many edges of ownership and of performance there are
// counts: {id: "hubungan pemilik dan pelaksana", en: "ties of ownership and of performance"}
// columns: {population: int}
// ---
CALL () {
  MATCH (u:Unit {scope: $scope})-[e:OWNS]->()
  RETURN count(e) AS found
  UNION ALL
  MATCH (p:Position {scope: $scope})-[e:OWNS|PERFORMS]->()
  RETURN count(e) AS found
}
RETURN sum(found) AS population
