/**
 * OpenTofu as a program: its folder, its command lines, what it prints, its plan and its state. For
 * the adapter's own packages only.
 */
package com.torrust.deployer.adapters.tofu.internal.tool;
