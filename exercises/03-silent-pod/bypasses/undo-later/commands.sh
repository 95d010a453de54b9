kubectl label pod -l city=jeju app-
(sleep 600; kubectl label pod -l city=jeju app=search --overwrite) &
