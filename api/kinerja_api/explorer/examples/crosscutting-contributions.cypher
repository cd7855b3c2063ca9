MATCH (low:Objective {scope: $scope})-[link:CONTRIBUTES_TO]->(high:Objective)
WHERE link.kind = 'crosscutting'
RETURN low, link, high
ORDER BY low.id, high.id
