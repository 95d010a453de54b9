# Another program that answers, and says something else.
kubectl set image deployment/store store=traefik/whoami
kubectl patch service store -p '{"spec":{"ports":[{"port":80,"targetPort":80}]}}'
