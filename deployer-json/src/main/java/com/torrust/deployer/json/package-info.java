/**
 * The published JSON of the deployer. {@link com.torrust.deployer.json.Document} is an object that
 * is written, {@link com.torrust.deployer.json.ErrorDocument} and {@link
 * com.torrust.deployer.json.EventDocument} are what operations tell, {@link
 * com.torrust.deployer.json.ErrorCatalogue} explains every error code, and {@link
 * com.torrust.deployer.json.Schemas} are the JSON schemas of all of them. Results of operations are
 * in {@code result}, stored environments in {@code state}.
 *
 * <p>Members are only ever added; absent values are null and never left out.
 */
@NullMarked
package com.torrust.deployer.json;

import org.jspecify.annotations.NullMarked;
