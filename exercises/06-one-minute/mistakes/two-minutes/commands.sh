# fails: idle-is-new
kubectl patch service cart -p '{"spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":120}}}}'
