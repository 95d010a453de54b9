kubectl patch service tickets -p '{"spec":{"sessionAffinity":"None"}}'
