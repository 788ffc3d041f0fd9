{% if hcloud_api_token %}
hcloud_api_token = {{ hcloud_api_token | hcl }}

{% endif %}
server_name     = {{ server_name | hcl }}
server_type     = {{ server_type | hcl }}
server_location = {{ server_location | hcl }}
server_image    = {{ server_image | hcl }}

server_labels = {
  environment = "torrust"
  managed_by  = "opentofu"
  instance    = {{ server_name | hcl }}
}
label = {{ label | hcl }}

ssh_key_name   = {{ ssh_key_name | hcl }}
ssh_public_key = {{ ssh_public_key | hcl }}

open_tcp_ports = [{{ open_tcp_ports | join(", ") }}]
open_udp_ports = [{{ open_udp_ports | join(", ") }}]
{% if sources %}
# Open to one address family only.
sources = {
{% for source in sources %}
  {{ source.port | hcl }} = {{ source.range | hcl }}
{% endfor %}
}
{% endif %}
