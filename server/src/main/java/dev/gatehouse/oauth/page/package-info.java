/** The pages people see at the authorization server: what stands on each, and how they are served. No script is needed. */
@NullMarked
package dev.gatehouse.oauth.page;

import org.jspecify.annotations.NullMarked;
