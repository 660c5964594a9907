using Microsoft.ML.OnnxRuntime;

namespace Understudy.MediaEngine.Models;

/// <summary>Networks whose weights are part of the build.</summary>
internal static class EmbeddedNetwork
{
    /// <summary>Loads one.</summary>
    /// <param name="weights">The name of the resource, an ONNX file.</param>
    /// <param name="options">How it runs.</param>
    /// <exception cref="InvalidOperationException">There is no such resource.</exception>
    public static InferenceSession Load(string weights, SessionOptions options)
    {
        using Stream resource = typeof(EmbeddedNetwork).Assembly.GetManifestResourceStream(weights)
            ?? throw new InvalidOperationException($"{weights} is not part of this build.");
        byte[] network = new byte[resource.Length];
        resource.ReadExactly(network);
        return new InferenceSession(network, options);
    }
}
