# Right, until somebody takes it back.
kubectl patch service cart -p '{"spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":60}}}}'
(sleep 900; kubectl patch service cart -p '{"spec":{"sessionAffinity":"None"}}') &
