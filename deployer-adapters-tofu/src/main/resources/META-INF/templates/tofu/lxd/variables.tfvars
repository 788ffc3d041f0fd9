instance_name = {{ instance_name | hcl }}
profile_name  = {{ profile_name | hcl }}
image         = {{ image | hcl }}
instance_type = {{ instance_type | hcl }}
label         = {{ label | hcl }}
