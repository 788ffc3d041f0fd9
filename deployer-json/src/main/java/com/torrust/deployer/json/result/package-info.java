/**
 * What operations say at their end, with one vocabulary: {@code environment_name}, {@code
 * state_name}, {@code provider_id}, {@code instance_ip}, times in UTC. Members of the reference's
 * results keep their names and meanings beside it.
 */
@NullMarked
package com.torrust.deployer.json.result;

import org.jspecify.annotations.NullMarked;
