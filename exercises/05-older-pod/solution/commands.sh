kubectl -n office rollout restart deployment/report
