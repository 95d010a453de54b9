kubectl patch deployment reports -p '{"spec":{"template":{"spec":{"containers":[{"name":"reports","readinessProbe":{"exec":{"command":["wget","-q","-O","-","http://localhost:8080/"]}}}]}}}}'
kubectl rollout status deployment/reports
