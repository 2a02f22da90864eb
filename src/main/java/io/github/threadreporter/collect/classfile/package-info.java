/**
 * What class files tell beside the code: names and scopes of variables, and annotations that ask for fields to be
 * hidden. A reader of its own, since the library needs none, and since class files come from class loaders of the
 * application: nothing in them is trusted.
 */
@NullMarked
package io.github.threadreporter.collect.classfile;

import org.jspecify.annotations.NullMarked;
