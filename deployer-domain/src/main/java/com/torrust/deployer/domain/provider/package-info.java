/**
 * The providers that the standard adapters bring, for programs that build configurations as values.
 * Nothing else in the domain knows them: they use the same descriptions as a provider of anybody
 * else.
 */
@NullMarked
package com.torrust.deployer.domain.provider;

import org.jspecify.annotations.NullMarked;
