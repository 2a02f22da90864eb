/* What classes are made of, as the VM has it: also of those that have no class file. */
#include "library.h"

static jboolean equal(const char *one, const char *other) {
    while (*one != 0 && *one == *other) {
        one++;
        other++;
    }
    return *one == *other;
}

static jboolean is_named(jvmtiEnv *jvmti, jmethodID id, const char *wanted) {
    char *name = NULL;
    if ((*jvmti)->GetMethodName(jvmti, id, &name, NULL, NULL) != JVMTI_ERROR_NONE) {
        return JNI_FALSE;
    }
    jboolean named = equal(name, wanted);
    release(jvmti, name);
    return named;
}

static jlongArray ids_named(JNIEnv *env, jvmtiEnv *jvmti, jclass type, const char *wanted) {
    jint count = 0;
    jmethodID *ids = NULL;
    if ((*jvmti)->GetClassMethods(jvmti, type, &count, &ids) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    jint found = 0;
    for (jint i = 0; i < count; i++) {
        if (*wanted == 0 || is_named(jvmti, ids[i], wanted)) {
            ids[found++] = ids[i];
        }
    }
    jlongArray array = (*env)->NewLongArray(env, found);
    if (array != NULL) {
        (*env)->SetLongArrayRegion(env, array, 0, found, (const jlong *)(const void *)ids);
    }
    release(jvmti, ids);
    return array;
}

/* Of that name, which is ended by 0, or all where it is empty; NULL where the class is not linked. */
jlongArray JNICALL methods_of(JNIEnv *env, jclass self, jclass type, jbyteArray name) {
    (void)self;
    jvmtiEnv *jvmti = plain_environment();
    jsize length = (*env)->GetArrayLength(env, name);
    char *wanted = allocate(jvmti, (jlong)length + 1);
    if (wanted == NULL) {
        return NULL;
    }
    (*env)->GetByteArrayRegion(env, name, 0, length, (jbyte *)wanted);
    wanted[length] = 0;
    jlongArray array = ids_named(env, jvmti, type, wanted);
    release(jvmti, wanted);
    return array;
}

/* As in a class file, its length in entries first; NULL where there is none. */
jbyteArray JNICALL constant_pool(JNIEnv *env, jclass self, jclass type) {
    (void)self;
    jvmtiEnv *jvmti = plain_environment();
    jint entries = 0;
    jint size = 0;
    unsigned char *pool = NULL;
    if ((*jvmti)->GetConstantPool(jvmti, type, &entries, &size, &pool) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    jbyteArray array = (*env)->NewByteArray(env, size + 2);
    if (array != NULL) {
        jbyte head[2] = {(jbyte)(entries >> 8), (jbyte)entries};
        (*env)->SetByteArrayRegion(env, array, 0, 2, head);
        (*env)->SetByteArrayRegion(env, array, 2, size, (const jbyte *)pool);
    }
    release(jvmti, pool);
    return array;
}

/* NULL where the class does not tell. */
jstring JNICALL source_file(JNIEnv *env, jclass self, jclass type) {
    (void)self;
    jvmtiEnv *jvmti = plain_environment();
    char *name = NULL;
    if ((*jvmti)->GetSourceFileName(jvmti, type, &name) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    jstring string = (*env)->NewStringUTF(env, name);
    release(jvmti, name);
    return string;
}

/* Asks the VM what that loader has loaded, and not the loader, whose own code this would run. An error is left pending. */
jclass JNICALL loaded_by(JNIEnv *env, jclass self, jobject loader, jstring name) {
    (void)self;
    jclass type = (*env)->FindClass(env, "java/lang/ClassLoader");
    jmethodID find = type == NULL ? NULL
                                  : (*env)->GetMethodID(env, type, "findLoadedClass0",
                                                        "(Ljava/lang/String;)Ljava/lang/Class;");
    return find == NULL ? NULL : (*env)->CallNonvirtualObjectMethod(env, loader, type, find, name);
}
