/**
 * What commands say at their end, for people and for programs, with one vocabulary: {@code
 * environment_name}, {@code state_name}, {@code provider_id}, {@code instance_ip}, times in UTC.
 * Members of the reference's results keep their names and meanings beside it.
 */
package com.torrust.deployer.cli.result;
