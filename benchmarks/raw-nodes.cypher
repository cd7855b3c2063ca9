UNWIND $rows AS row
CREATE (n:Unit)
SET n = row
