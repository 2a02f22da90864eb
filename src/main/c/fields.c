/* Fields, read without loading a class, running its code, or anything opened. */
#include "library.h"

#define STATIC 0x0008

typedef struct {
    jobjectArray names, descriptors;
    jintArray modifiers;
    jlongArray ids;
} fields_t;

static jobjectArray new_fields(JNIEnv *env, jint count, fields_t *fields) {
    jclass object = (*env)->FindClass(env, "java/lang/Object");
    jclass string = object == NULL ? NULL : (*env)->FindClass(env, "java/lang/String");
    jobjectArray result = string == NULL ? NULL : (*env)->NewObjectArray(env, 4, object, NULL);
    if (result == NULL || (fields->names = (*env)->NewObjectArray(env, count, string, NULL)) == NULL
            || (fields->descriptors = (*env)->NewObjectArray(env, count, string, NULL)) == NULL
            || (fields->modifiers = (*env)->NewIntArray(env, count)) == NULL
            || (fields->ids = (*env)->NewLongArray(env, count)) == NULL) {
        return NULL; /* the error is pending */
    }
    (*env)->SetObjectArrayElement(env, result, 0, fields->names);
    (*env)->SetObjectArrayElement(env, result, 1, fields->descriptors);
    (*env)->SetObjectArrayElement(env, result, 2, fields->modifiers);
    (*env)->SetObjectArrayElement(env, result, 3, fields->ids);
    return result;
}

static jboolean set_text(JNIEnv *env, jobjectArray array, jint index, const char *text) {
    jstring string = (*env)->NewStringUTF(env, text);
    if (string == NULL) {
        return JNI_FALSE;
    }
    (*env)->SetObjectArrayElement(env, array, index, string);
    (*env)->DeleteLocalRef(env, string);
    return JNI_TRUE;
}

/* Static ones, and those that cannot be told, keep their null name. */
static jboolean set_field(JNIEnv *env, jclass type, jfieldID id, jint index, const fields_t *fields) {
    jvmtiEnv *jvmti = plain_environment();
    jint modifiers = 0;
    char *name = NULL;
    char *descriptor = NULL;
    if ((*jvmti)->GetFieldModifiers(jvmti, type, id, &modifiers) != JVMTI_ERROR_NONE || (modifiers & STATIC) != 0
            || (*jvmti)->GetFieldName(jvmti, type, id, &name, &descriptor, NULL) != JVMTI_ERROR_NONE) {
        return JNI_TRUE;
    }
    jlong number = (jlong)id;
    (*env)->SetIntArrayRegion(env, fields->modifiers, index, 1, &modifiers);
    (*env)->SetLongArrayRegion(env, fields->ids, index, 1, &number);
    jboolean set = set_text(env, fields->names, index, name) && set_text(env, fields->descriptors, index, descriptor);
    release(jvmti, name);
    release(jvmti, descriptor);
    return set;
}

/* Names, descriptors, modifiers and ids; NULL where the class is not linked or has none by its nature. */
jobjectArray JNICALL fields(JNIEnv *env, jclass self, jclass type) {
    (void)self;
    jvmtiEnv *jvmti = plain_environment();
    jint count = 0;
    jfieldID *ids = NULL;
    if ((*jvmti)->GetClassFields(jvmti, type, &count, &ids) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    fields_t fields = {NULL, NULL, NULL, NULL};
    jobjectArray result = new_fields(env, count, &fields);
    for (jint i = 0; result != NULL && i < count; i++) {
        if (!set_field(env, type, ids[i], i, &fields)) {
            result = NULL; /* the error is pending */
        }
    }
    release(jvmti, ids);
    return result;
}

/* The bits of any primitive type. */
jlong JNICALL primitive_field(JNIEnv *env, jclass self, jobject target, jlong id, jchar type) {
    (void)self;
    jfieldID field = (jfieldID)id;
    jvalue value = {.j = 0};
    switch (type) {
        case 'Z':
            return (*env)->GetBooleanField(env, target, field);
        case 'B':
            return (*env)->GetByteField(env, target, field);
        case 'C':
            return (*env)->GetCharField(env, target, field);
        case 'S':
            return (*env)->GetShortField(env, target, field);
        case 'I':
            return (*env)->GetIntField(env, target, field);
        case 'J':
            return (*env)->GetLongField(env, target, field);
        case 'F':
            value.f = (*env)->GetFloatField(env, target, field);
            return value.i;
        case 'D':
            value.d = (*env)->GetDoubleField(env, target, field);
            return value.j;
        default:
            return 0;
    }
}

jobject JNICALL object_field(JNIEnv *env, jclass self, jobject target, jlong id) {
    (void)self;
    return (*env)->GetObjectField(env, target, (jfieldID)id);
}
