kubectl -n office delete pod -l app=report
