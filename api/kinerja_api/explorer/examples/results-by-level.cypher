MATCH (o:Objective {scope: $scope})
RETURN o.level AS level, count(*) AS results
ORDER BY level
