kubectl label svc web team=blue
