/**
 * The services of a running environment as their clients see them: addresses, and how to prove that
 * they work.
 */
package com.torrust.deployer.domain.service;
