/* Shared by the parts of the library. Everything but JNI_OnLoad, JNI_OnUnload, Agent_OnLoad and Agent_OnAttach is
   hidden. */
#ifndef THREADREPORTER_LIBRARY_H
#define THREADREPORTER_LIBRARY_H

#include <jni.h>
#include <jvmti.h>
#include <stddef.h>

/* Method ids travel as Java longs, and frames are copied as pairs of longs. */
_Static_assert(sizeof(void *) == sizeof(jlong), "64 bits only");
_Static_assert(sizeof(jvmtiFrameInfo) == 2 * sizeof(jlong), "a frame is two longs");

/* Capabilities by name, and as words for the one that the headers of older JDKs do not name. */
typedef union {
    jvmtiCapabilities named;
    unsigned int words[sizeof(jvmtiCapabilities) / sizeof(unsigned int)];
} capabilities_t;

#define VIRTUAL_THREADS_WORD 1
#define VIRTUAL_THREADS_BIT (1u << 12)

/* environment.c */
jvmtiEnv *new_environment(JavaVM *vm);
void dispose(jvmtiEnv *jvmti);
jvmtiEnv *plain_environment(void);
jvmtiEnv *agent_environment(void);
int stay(JavaVM *vm);
jint register_natives(JNIEnv *env, jclass type);
jint take_capabilities(jvmtiEnv *jvmti, const capabilities_t *wanted);
void *allocate(jvmtiEnv *jvmti, jlong bytes);
void release(jvmtiEnv *jvmti, void *memory);

/* The natives of the Java class, in the files of these names. */
jint JNICALL stacks(JNIEnv *env, jclass self, jobjectArray threads, jint max_frames, jobjectArray result);
jobjectArray JNICALL method(JNIEnv *env, jclass self, jlong id, jintArray figures);
jobjectArray JNICALL walk(JNIEnv *env, jclass self, jlongArray methods, jint max_objects, jlongArray figures);
jobjectArray JNICALL instances(JNIEnv *env, jclass self, jobjectArray bases, jint max_objects, jlongArray figures);
jobjectArray JNICALL fields(JNIEnv *env, jclass self, jclass type);
jlong JNICALL primitive_field(JNIEnv *env, jclass self, jobject target, jlong field, jchar type);
jobject JNICALL object_field(JNIEnv *env, jclass self, jobject target, jlong field);
jint JNICALL locals(JNIEnv *env, jclass self, jthread thread, jlongArray wanted, jlong max_nanos, jintArray statuses,
                    jlongArray values, jobjectArray objects);
jobjectArray JNICALL loaded_classes(JNIEnv *env, jclass self, jbyteArray names);
jboolean JNICALL is_initialized(JNIEnv *env, jclass self, jclass type);
jlongArray JNICALL methods_of(JNIEnv *env, jclass self, jclass type, jbyteArray name);
jbyteArray JNICALL constant_pool(JNIEnv *env, jclass self, jclass type);
jstring JNICALL source_file(JNIEnv *env, jclass self, jclass type);
jclass JNICALL loaded_by(JNIEnv *env, jclass self, jobject loader, jstring name);

#endif
