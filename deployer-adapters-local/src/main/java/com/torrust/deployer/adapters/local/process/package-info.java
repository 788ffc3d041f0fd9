/**
 * Starts other programs on this computer, on top of Apache Commons Exec. Only the provider is
 * public; other adapters get the runner through their context and know the interface alone.
 *
 * <p>Two ways to run exist because of what was measured: a program that writes to a pipe of ours
 * dies of SIGPIPE when we are killed, so what must survive us writes to a file in a session of its
 * own.
 */
package com.torrust.deployer.adapters.local.process;
