/**
 * The program's documentation, made from what commands say about themselves: for agents, shells,
 * {@code man} and the web.
 */
package com.torrust.deployer.cli.reference;
