kubectl patch deploy web -p '{"spec":{"replicas":2}}'
