kubectl patch service tickets -p '{"spec":{"sessionAffinity":"None"}}'
(sleep 600; kubectl patch service tickets -p '{"spec":{"sessionAffinity":"ClientIP"}}') &
