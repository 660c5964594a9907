namespace Understudy.Domain.Media.Storage;

/// <summary>The room that a person has for files in one product.</summary>
/// <param name="OwnerId">Whose.</param>
/// <param name="Product">The product's name, e.g. <c>clone</c>: lower-case letters.</param>
public readonly record struct StorageId(string OwnerId, string Product);
