terraform {
  required_version = ">= 1.8"

  required_providers {
    lxd = {
      source  = "terraform-lxd/lxd"
      version = "~> 3.0"
    }
  }
}

variable "instance_name" {
  description = "Name of the machine."
  type        = string
  default     = "torrust-tracker-vm"
}

variable "profile_name" {
  description = "Name of the profile that is made for this machine alone."
  type        = string
  default     = "torrust-profile"
}

variable "image" {
  description = "SERVER:ALIAS with one of the image servers below, or an alias on this LXD server."
  type        = string
  default     = "ubuntu:24.04"
}

variable "instance_type" {
  description = "Kind of machine: virtual-machine or container."
  type        = string
  default     = "virtual-machine"

  validation {
    condition     = contains(["virtual-machine", "container"], var.instance_type)
    error_message = "The instance type must be virtual-machine or container."
  }
}

variable "label" {
  description = "Value that marks everything of this environment; destroy looks for it."
  type        = string
}

locals {
  is_container = var.instance_type == "container"
  ours         = { "user.torrust-tracker-deployer" = var.label }

  image_servers = {
    ubuntu         = "https://cloud-images.ubuntu.com/releases/"
    ubuntu-daily   = "https://cloud-images.ubuntu.com/daily/"
    ubuntu-minimal = "https://cloud-images.ubuntu.com/minimal/releases/"
    images         = "https://images.lxd.canonical.com/"
  }

  # Docker adds interfaces of its own later on, so the machine's address is that of its one network device.
  addresses = try(lxd_instance.machine.interfaces["eth0"].ips, [])
  ipv4      = [for ip in local.addresses : ip.address if ip.family == "inet" && ip.scope == "global"]

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

# Since 3.0 the provider knows only the remotes that are declared here, whatever `lxc remote list` says. No image server
# is declared that is not needed: a machine from a local image can be made without a network.
provider "lxd" {
  default_remote = "local"

  remote {
    name    = "local"
    address = "unix://"
  }

  dynamic "remote" {
    for_each = { for name, address in local.image_servers : name => address if startswith(var.image, "${name}:") }

    content {
      name     = remote.key
      address  = remote.value
      protocol = "simplestreams"
    }
  }
}

resource "lxd_profile" "machine" {
  name        = var.profile_name
  description = "Torrust tracker machine ${var.instance_name}"

  config = merge(local.ours, {
    "cloud-init.user-data" = local.user_data
    "limits.cpu"           = "2"
    "limits.memory"        = "2GB"
  })

  device {
    name = "root"
    type = "disk"

    properties = {
      path = "/"
      pool = "default"
      size = "10GB"
    }
  }

  device {
    name = "eth0"
    type = "nic"

    properties = {
      network = "lxdbr0"
      name    = "eth0"
    }
  }

  # Only the first boot reads it. LXD takes a machine whose data changed for a new one, which would make its accounts and
  # host keys anew at the next boot.
  lifecycle {
    ignore_changes = [config["cloud-init.user-data"]]
  }
}

resource "lxd_instance" "machine" {
  name     = var.instance_name
  image    = var.image
  type     = var.instance_type
  profiles = [lxd_profile.machine.name]

  config = merge(
    local.ours,
    { "boot.autostart" = "true" },
    # Docker inside a container needs nesting; images for virtual machines are not always signed for secure boot.
    local.is_container ? { "security.nesting" = "true" } : { "security.secureboot" = "false" },
  )

  # A virtual machine names its network interface itself.
  wait_for {
    type = "ipv4"
    nic  = local.is_container ? "eth0" : null
  }

  # The first machine from an image waits for the image's download.
  timeouts = {
    create = "25m"
  }
}

output "instance_info" {
  description = "What the deployer reads after an apply."

  value = {
    name       = lxd_instance.machine.name
    image      = lxd_instance.machine.image
    status     = lxd_instance.machine.status
    ip_address = try(local.ipv4[0], lxd_instance.machine.ipv4_address)
  }
}
