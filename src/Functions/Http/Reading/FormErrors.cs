namespace Understudy.Functions.Http.Reading;

/// <summary>What can be wrong with a form as a whole; the errors of a request that could not be read.</summary>
internal static class FormErrors
{
    public static BadHttpRequestException TooLarge() =>
        new("The file is too large.", StatusCodes.Status413PayloadTooLarge);

    public static BadHttpRequestException Stalled() =>
        new("The form came too slowly, or not at all.", StatusCodes.Status408RequestTimeout);

    public static BadHttpRequestException NoForm() => new WrongTypeException("multipart/form-data");

    public static BadHttpRequestException Packed() => new CodedBodyException(
        "A file is stored as it is sent, so a form may have no Content-Encoding.", StatusCodes.Status415UnsupportedMediaType);

    /// <summary>Reads from the request. What fails then is the sender's doing, and not the disk's to which it goes.</summary>
    public static async ValueTask<T> UnderstoodAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is IOException and not BadHttpRequestException or InvalidDataException)
        {
            throw new BadHttpRequestException("The form is not whole.", StatusCodes.Status400BadRequest, error);
        }
    }
}

/// <summary>A body of another type than the endpoint takes.</summary>
/// <param name="wanted">The type that it takes.</param>
internal sealed class WrongTypeException(string wanted)
    : BadHttpRequestException($"The body must be {wanted}.", StatusCodes.Status415UnsupportedMediaType)
{
    /// <summary>The type that the endpoint takes.</summary>
    public string Wanted { get; } = wanted;
}
