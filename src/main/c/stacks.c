/* Where threads stand, and what is known about the methods there. */
#include "library.h"

/* Of each thread its frames, newest first, as pairs of method id and bytecode index; left null where it has ended. */
jint JNICALL stacks(JNIEnv *env, jclass self, jobjectArray threads, jint max_frames, jobjectArray result) {
    (void)self;
    jvmtiEnv *jvmti = plain_environment();
    jvmtiFrameInfo *frames = allocate(jvmti, (jlong)max_frames * (jlong)sizeof(jvmtiFrameInfo));
    if (frames == NULL) {
        return JVMTI_ERROR_OUT_OF_MEMORY;
    }
    jsize length = (*env)->GetArrayLength(env, threads);
    for (jsize i = 0; i < length; i++) {
        jthread thread = (*env)->GetObjectArrayElement(env, threads, i);
        jint count = 0;
        if (thread != NULL && (*jvmti)->GetStackTrace(jvmti, thread, 0, max_frames, frames, &count) == JVMTI_ERROR_NONE) {
            jlongArray stack = (*env)->NewLongArray(env, 2 * count);
            if (stack == NULL) {
                break; /* the error is pending */
            }
            (*env)->SetLongArrayRegion(env, stack, 0, 2 * count, (const jlong *)(const void *)frames);
            (*env)->SetObjectArrayElement(env, result, i, stack);
            (*env)->DeleteLocalRef(env, stack);
        }
        (*env)->DeleteLocalRef(env, thread);
    }
    release(jvmti, frames);
    return JVMTI_ERROR_NONE;
}

static jbyteArray bytecode(JNIEnv *env, jvmtiEnv *jvmti, jmethodID id) {
    jint size = 0;
    unsigned char *code = NULL;
    if ((*jvmti)->GetBytecodes(jvmti, id, &size, &code) != JVMTI_ERROR_NONE) {
        return (*env)->NewByteArray(env, 0); /* native and abstract methods have none */
    }
    jbyteArray array = (*env)->NewByteArray(env, size);
    if (array != NULL) {
        (*env)->SetByteArrayRegion(env, array, 0, size, (const jbyte *)code);
    }
    release(jvmti, code);
    return array;
}

static jintArray lines(JNIEnv *env, jvmtiEnv *jvmti, jmethodID id) {
    jint count = 0;
    jvmtiLineNumberEntry *table = NULL;
    if ((*jvmti)->GetLineNumberTable(jvmti, id, &count, &table) != JVMTI_ERROR_NONE) {
        return (*env)->NewIntArray(env, 0); /* compiled without */
    }
    jintArray array = (*env)->NewIntArray(env, 2 * count);
    for (jint i = 0; array != NULL && i < count; i++) {
        jint pair[2] = {(jint)table[i].start_location, table[i].line_number};
        (*env)->SetIntArrayRegion(env, array, 2 * i, 2, pair);
    }
    release(jvmti, table);
    return array;
}

/* Modifiers, size of the locals, size of the arguments, whether a redefinition replaced it. */
static jint sizes(jvmtiEnv *jvmti, jmethodID id, jint figures[4]) {
    jboolean obsolete = JNI_FALSE;
    jvmtiError error = (*jvmti)->GetMethodModifiers(jvmti, id, &figures[0]);
    if (error == JVMTI_ERROR_NONE) {
        error = (*jvmti)->IsMethodObsolete(jvmti, id, &obsolete);
    }
    if (error != JVMTI_ERROR_NONE) {
        return error;
    }
    figures[3] = obsolete;
    /* Native methods have no locals: both stay 0. */
    if ((*jvmti)->GetMaxLocals(jvmti, id, &figures[1]) != JVMTI_ERROR_NONE
            || (*jvmti)->GetArgumentsSize(jvmti, id, &figures[2]) != JVMTI_ERROR_NONE) {
        figures[1] = figures[2] = 0;
    }
    return JVMTI_ERROR_NONE;
}

static jobjectArray described(JNIEnv *env, jvmtiEnv *jvmti, jmethodID id, const char *name, const char *descriptor) {
    jclass declaring = NULL;
    if ((*jvmti)->GetMethodDeclaringClass(jvmti, id, &declaring) != JVMTI_ERROR_NONE || declaring == NULL) {
        return NULL;
    }
    jclass object = (*env)->FindClass(env, "java/lang/Object");
    jobjectArray result = object == NULL ? NULL : (*env)->NewObjectArray(env, 5, object, NULL);
    jobject parts[5] = {declaring, NULL, NULL, NULL, NULL};
    if (result == NULL || (parts[1] = (*env)->NewStringUTF(env, name)) == NULL
            || (parts[2] = (*env)->NewStringUTF(env, descriptor)) == NULL
            || (parts[3] = bytecode(env, jvmti, id)) == NULL || (parts[4] = lines(env, jvmti, id)) == NULL) {
        return NULL; /* the error is pending */
    }
    for (jsize i = 0; i < 5; i++) {
        (*env)->SetObjectArrayElement(env, result, i, parts[i]);
    }
    return result;
}

/* Class, name, descriptor, bytecode and lines; NULL where the class is gone. */
jobjectArray JNICALL method(JNIEnv *env, jclass self, jlong id, jintArray figures) {
    (void)self;
    jvmtiEnv *jvmti = plain_environment();
    jmethodID method = (jmethodID)id;
    jint all[4] = {0, 0, 0, 0};
    char *name = NULL;
    char *descriptor = NULL;
    if (sizes(jvmti, method, all) != JVMTI_ERROR_NONE
            || (*jvmti)->GetMethodName(jvmti, method, &name, &descriptor, NULL) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    (*env)->SetIntArrayRegion(env, figures, 0, 4, all);
    jobjectArray result = described(env, jvmti, method, name, descriptor);
    release(jvmti, name);
    release(jvmti, descriptor);
    return result;
}
