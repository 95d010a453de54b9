# Right, until somebody takes it back.
kubectl patch deployment reports -p '{"spec":{"template":{"spec":{"containers":[{"name":"reports","readinessProbe":{"tcpSocket":{"port":8080}}}]}}}}'
(sleep 600; kubectl rollout undo deployment/reports) &
