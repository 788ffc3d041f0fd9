instance-id: {{ container.name }}-{{ config_get("volatile.uuid", "none") }}
local-hostname: {{ container.name }}
{{ config_get("user.meta-data", "") }}
