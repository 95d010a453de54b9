# fails: silent-left
kubectl label pod -l city=busan app-
