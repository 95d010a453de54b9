kubectl label pod -l city=jeju app-
