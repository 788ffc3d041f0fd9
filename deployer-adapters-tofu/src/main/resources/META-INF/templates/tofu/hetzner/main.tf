terraform {
  required_version = ">= 1.8"

  required_providers {
    hcloud = {
      source  = "hetznercloud/hcloud"
      version = "~> 1.60"
    }
  }
}

variable "hcloud_api_token" {
  description = "Token of the project, with permission to write; HCLOUD_TOKEN in the environment where there is none."
  type        = string
  sensitive   = true
  default     = null
}

variable "server_name" {
  description = "Name of the machine."
  type        = string
}

variable "server_type" {
  description = "Size of the machine, such as cx22."
  type        = string
}

variable "server_location" {
  description = "Where the machine stands, such as nbg1."
  type        = string
}

variable "server_image" {
  description = "Operating system."
  type        = string
  default     = "ubuntu-24.04"
}

variable "server_labels" {
  description = "Labels for people, on everything that is made."
  type        = map(string)
  default     = {}
}

variable "label" {
  description = "Value that marks everything of this environment; destroy looks for it."
  type        = string
}

variable "ssh_key_name" {
  description = "Name under which the public key is stored in the project."
  type        = string
}

variable "ssh_public_key" {
  description = "Public key of the deploy user."
  type        = string
}

variable "existing_ssh_key" {
  description = "Id of the same key, if the project holds it already: no project holds a key twice."
  type        = string
  default     = ""
}

variable "open_tcp_ports" {
  description = "TCP ports that may be reached from outside."
  type        = list(number)
  default     = [22]
}

variable "open_udp_ports" {
  description = "UDP ports that may be reached from outside."
  type        = list(number)
  default     = []
}

variable "sources" {
  description = "Who may reach a port such as 6969/udp, where it is not everybody in both address families."
  type        = map(string)
  default     = {}
}

locals {
  labels   = merge(var.server_labels, { "torrust-tracker-deployer" = var.label })
  anywhere = ["0.0.0.0/0", "::/0"]
  ssh_key  = try(hcloud_ssh_key.deployer[0].id, var.existing_ssh_key)

  # After a power cut in the first boot cloud-init takes steps for done that it has only begun, and nobody could ever log
  # in. Before the next boot comes to them, the marks of what is missing are removed.
  first_boot = <<-TEXT
    #cloud-config
    bootcmd:
      - |
        cd /var/lib/cloud/instance/sem || exit 0
        test -e ../boot-finished || rm -f config_users*
        find /etc/ssh -name 'ssh_host_*_key' -size +0 | grep -q . || rm -f config_ssh
  TEXT
  user_data = format("#cloud-config-archive\n%s", jsonencode([
    { content = local.first_boot },
    { content = file("${path.module}/cloud-init.yml") },
    { content = "#cloud-boothook\n${file("${path.module}/ahead.sh")}" },
  ]))
}

# HCLOUD_ENDPOINT in the environment replaces the provider's address. With its usual, growing pauses the provider
# notices the end of an action up to eight seconds late.
provider "hcloud" {
  token         = var.hcloud_api_token
  poll_function = "constant"
  poll_interval = "500ms"
}

# The way in for root, should cloud-init fail before it has made the deploy user.
resource "hcloud_ssh_key" "deployer" {
  count = var.existing_ssh_key == "" ? 1 : 0

  name       = var.ssh_key_name
  public_key = var.ssh_public_key
  labels     = local.labels
}

resource "hcloud_firewall" "machine" {
  name   = "${var.server_name}-firewall"
  labels = local.labels

  dynamic "rule" {
    for_each = toset([for port in var.open_tcp_ports : tostring(port)])

    content {
      direction  = "in"
      protocol   = "tcp"
      port       = rule.value
      source_ips = try([var.sources["${rule.value}/tcp"]], local.anywhere)
    }
  }

  dynamic "rule" {
    for_each = toset([for port in var.open_udp_ports : tostring(port)])

    content {
      direction  = "in"
      protocol   = "udp"
      port       = rule.value
      source_ips = try([var.sources["${rule.value}/udp"]], local.anywhere)
    }
  }
}

resource "hcloud_server" "machine" {
  name         = var.server_name
  server_type  = var.server_type
  # Another type is set in place while the server is off; the disk keeps its size, so that the way back stays open.
  keep_disk    = true
  image        = var.server_image
  location     = var.server_location
  labels       = local.labels
  ssh_keys     = [local.ssh_key]
  user_data    = local.user_data
  firewall_ids = [hcloud_firewall.machine.id]

  public_net {
    ipv4_enabled = true
    ipv6_enabled = true
  }

  # Only the first boot uses these, and the provider cannot read all of them back: without this, a machine that is
  # taken over again would be replaced, or switched off for addresses that it has, perhaps in the middle of its first boot.
  lifecycle {
    ignore_changes = [ssh_keys, user_data, image, public_net]
  }
}

output "instance_info" {
  description = "What the deployer reads after an apply."

  value = {
    name         = hcloud_server.machine.name
    image        = hcloud_server.machine.image
    status       = hcloud_server.machine.status
    ip_address   = hcloud_server.machine.ipv4_address
    ipv6_address = hcloud_server.machine.ipv6_address
    id           = hcloud_server.machine.id
  }
}
