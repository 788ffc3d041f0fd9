/**
 * Ansible as a program: its command line, the events that our callback plug-in makes it print, and
 * what they amount to. For the adapter alone.
 */
package com.torrust.deployer.adapters.ansible.internal;
