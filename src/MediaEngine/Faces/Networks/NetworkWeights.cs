using System.Text.Json;

namespace Understudy.MediaEngine.Faces.Networks;

/// <summary>The tensors of a network, read from the embedded 8-bit weights.</summary>
internal sealed class NetworkWeights
{
    private readonly Dictionary<string, float[]> _tensors;

    private NetworkWeights(Dictionary<string, float[]> tensors) => _tensors = tensors;

    public float[] this[string name] => _tensors[name];

    public static NetworkWeights Load(string network)
    {
        using var manifest = JsonDocument.Parse(ReadResource(network + ".json"));
        Span<byte> bytes = ReadResource(network + ".bin").AsSpan();
        Dictionary<string, float[]> tensors = new(StringComparer.Ordinal);
        foreach (JsonElement entry in manifest.RootElement[0].GetProperty("weights").EnumerateArray())
        {
            IEnumerable<int> shape = entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32());
            JsonElement quantization = entry.GetProperty("quantization");
            float[] tensor = Dequantize(
                bytes[..shape.Aggregate(1, (product, size) => product * size)],
                quantization.GetProperty("scale").GetSingle(),
                quantization.GetProperty("min").GetSingle());
            tensors.Add(entry.GetProperty("name").GetString()!, tensor);
            bytes = bytes[tensor.Length..];
        }

        return new NetworkWeights(tensors);
    }

    private static float[] Dequantize(ReadOnlySpan<byte> bytes, float scale, float minimum)
    {
        float[] tensor = new float[bytes.Length];
        for (int i = 0; i < tensor.Length; i++)
            tensor[i] = (bytes[i] * scale) + minimum;
        return tensor;
    }

    private static byte[] ReadResource(string name)
    {
        using Stream stream = typeof(NetworkWeights).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
