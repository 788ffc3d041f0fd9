/** How SSH is spoken, diagnosed and answered. For the adapters of this module only. */
package com.torrust.deployer.adapters.ssh.internal;
