MATCH path = (task:Task {scope: $scope})-[:CONTRIBUTES_TO|MEASURES*1..8]->(top:Objective {level: 0})
RETURN path
LIMIT 50
