echo "$host"
