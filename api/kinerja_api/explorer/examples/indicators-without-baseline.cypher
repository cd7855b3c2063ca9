MATCH (i:Indicator {scope: $scope})
WHERE i.baseline IS NULL
OPTIONAL MATCH (i)<-[:OWNS]-(owner)
RETURN i AS indicator, collect(owner) AS owners
ORDER BY i.id
