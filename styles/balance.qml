<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{balance}">
      <rule key="{before}" filter='&quot;scenario&quot; = &#39;before&#39;' label="Zonder maatregelen">
        <rule key="{bnone}" symbol="0" filter='&quot;deficit_m3&quot; = 0' label="alles geborgen"/>
        <rule key="{bc1}" symbol="1" filter='&quot;deficit_m3&quot; &gt; 0 AND &quot;deficit_mm&quot; &lt; 0.25 * &quot;p_mm&quot;' label="tot een kwart van de bui te veel"/>
        <rule key="{bc2}" symbol="2" filter='&quot;deficit_mm&quot; &gt;= 0.25 * &quot;p_mm&quot; AND &quot;deficit_mm&quot; &lt; 0.5 * &quot;p_mm&quot;' label="een kwart tot de helft"/>
        <rule key="{bc3}" symbol="3" filter='&quot;deficit_mm&quot; &gt;= 0.5 * &quot;p_mm&quot; AND &quot;deficit_mm&quot; &lt; 0.75 * &quot;p_mm&quot;' label="de helft tot driekwart"/>
        <rule key="{bc4}" symbol="4" filter='&quot;deficit_mm&quot; &gt;= 0.75 * &quot;p_mm&quot; AND &quot;deficit_mm&quot; &lt;= &quot;p_mm&quot;' label="driekwart tot de hele bui"/>
        <rule key="{bc5}" symbol="5" filter='&quot;deficit_mm&quot; &gt; &quot;p_mm&quot;' label="meer dan er valt: water van elders"/>
        <rule key="{bunk}" symbol="6" filter='&quot;unknown_pct&quot; &gt; 25' label="oppervlak grotendeels onbekend (gearceerd)"/>
        <rule key="{bhit}" symbol="7" filter='&quot;buildings_hit&quot; &gt; 0 AND &quot;inflow_up_m3&quot; IS NOT NULL' label="afstroomgebied met water tegen een gebouw (dikke rand)"/>
      </rule>
      <rule key="{after}" filter='&quot;scenario&quot; = &#39;after&#39;' label="Met maatregelen" checkstate="0">
        <rule key="{anone}" symbol="8" filter='&quot;deficit_m3&quot; = 0' label="alles geborgen"/>
        <rule key="{ac1}" symbol="9" filter='&quot;deficit_m3&quot; &gt; 0 AND &quot;deficit_mm&quot; &lt; 0.25 * &quot;p_mm&quot;' label="tot een kwart van de bui te veel"/>
        <rule key="{ac2}" symbol="10" filter='&quot;deficit_mm&quot; &gt;= 0.25 * &quot;p_mm&quot; AND &quot;deficit_mm&quot; &lt; 0.5 * &quot;p_mm&quot;' label="een kwart tot de helft"/>
        <rule key="{ac3}" symbol="11" filter='&quot;deficit_mm&quot; &gt;= 0.5 * &quot;p_mm&quot; AND &quot;deficit_mm&quot; &lt; 0.75 * &quot;p_mm&quot;' label="de helft tot driekwart"/>
        <rule key="{ac4}" symbol="12" filter='&quot;deficit_mm&quot; &gt;= 0.75 * &quot;p_mm&quot; AND &quot;deficit_mm&quot; &lt;= &quot;p_mm&quot;' label="driekwart tot de hele bui"/>
        <rule key="{ac5}" symbol="13" filter='&quot;deficit_mm&quot; &gt; &quot;p_mm&quot;' label="meer dan er valt: water van elders"/>
        <rule key="{aunk}" symbol="14" filter='&quot;unknown_pct&quot; &gt; 25' label="oppervlak grotendeels onbekend (gearceerd)"/>
        <rule key="{ahit}" symbol="15" filter='&quot;buildings_hit&quot; &gt; 0 AND &quot;inflow_up_m3&quot; IS NOT NULL' label="afstroomgebied met water tegen een gebouw (dikke rand)"/>
      </rule>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="33,145,140,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="254,237,200,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="253,200,120,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="240,150,50,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="190,95,10,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="90,40,5,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="6" type="fill" alpha="0.9" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="0,0,0,0"/>
            <Option name="outline_style" type="QString" value="no"/>
            <Option name="outline_width" type="QString" value="0"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.5"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="80,80,80,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@6@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="80,80,80,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="7" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="0,0,0,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.45"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="8" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="33,145,140,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="9" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="254,237,200,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="10" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="253,200,120,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="11" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="240,150,50,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="12" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="190,95,10,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="13" type="fill" alpha="0.8" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="90,40,5,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="14" type="fill" alpha="0.9" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="0,0,0,0"/>
            <Option name="outline_style" type="QString" value="no"/>
            <Option name="outline_width" type="QString" value="0"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.5"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="80,80,80,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@14@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="80,80,80,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="15" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="0,0,0,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.45"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{areabefore}" description="buurt: hoeveel te veel, zonder maatregelen" filter='&quot;scenario&quot; = &#39;before&#39; AND &quot;inflow_up_m3&quot; IS NULL' scalemaxdenom="30000">
      <settings calloutType="simple">
        <text-style fieldName="coalesce(&quot;name&quot; || &#39;\n&#39;, &#39;&#39;) || CASE WHEN &quot;deficit_m3&quot; = 0 THEN &#39;alles geborgen&#39; ELSE format_number(&quot;deficit_m3&quot;, if(&quot;deficit_m3&quot; &gt; 0 AND &quot;deficit_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39; || &#39; te veel&#39; END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="4" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
      <rule key="{muchbefore}" description="100 m³ of meer te veel, zonder maatregelen" filter='&quot;scenario&quot; = &#39;before&#39; AND &quot;inflow_up_m3&quot; IS NOT NULL AND &quot;deficit_m3&quot; &gt;= 100' scalemaxdenom="10000">
      <settings calloutType="simple">
        <text-style fieldName="coalesce(&quot;name&quot; || &#39;\n&#39;, &#39;&#39;) || CASE WHEN &quot;deficit_m3&quot; = 0 THEN &#39;alles geborgen&#39; ELSE format_number(&quot;deficit_m3&quot;, if(&quot;deficit_m3&quot; &gt; 0 AND &quot;deficit_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39; || &#39; te veel&#39; END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="7" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
      <rule key="{littlebefore}" description="minder dan 100 m³ te veel, zonder maatregelen" filter='&quot;scenario&quot; = &#39;before&#39; AND &quot;inflow_up_m3&quot; IS NOT NULL AND &quot;deficit_m3&quot; &lt; 100' scalemaxdenom="2500">
      <settings calloutType="simple">
        <text-style fieldName="coalesce(&quot;name&quot; || &#39;\n&#39;, &#39;&#39;) || CASE WHEN &quot;deficit_m3&quot; = 0 THEN &#39;alles geborgen&#39; ELSE format_number(&quot;deficit_m3&quot;, if(&quot;deficit_m3&quot; &gt; 0 AND &quot;deficit_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39; || &#39; te veel&#39; END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="4" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
      <rule key="{areaafter}" description="buurt: hoeveel te veel, met maatregelen" filter='&quot;scenario&quot; = &#39;after&#39; AND &quot;inflow_up_m3&quot; IS NULL' scalemaxdenom="30000" active="0">
      <settings calloutType="simple">
        <text-style fieldName="coalesce(&quot;name&quot; || &#39;\n&#39;, &#39;&#39;) || CASE WHEN &quot;deficit_m3&quot; = 0 THEN &#39;alles geborgen&#39; ELSE format_number(&quot;deficit_m3&quot;, if(&quot;deficit_m3&quot; &gt; 0 AND &quot;deficit_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39; || &#39; te veel&#39; END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="4" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
      <rule key="{muchafter}" description="100 m³ of meer te veel, met maatregelen" filter='&quot;scenario&quot; = &#39;after&#39; AND &quot;inflow_up_m3&quot; IS NOT NULL AND &quot;deficit_m3&quot; &gt;= 100' scalemaxdenom="10000" active="0">
      <settings calloutType="simple">
        <text-style fieldName="coalesce(&quot;name&quot; || &#39;\n&#39;, &#39;&#39;) || CASE WHEN &quot;deficit_m3&quot; = 0 THEN &#39;alles geborgen&#39; ELSE format_number(&quot;deficit_m3&quot;, if(&quot;deficit_m3&quot; &gt; 0 AND &quot;deficit_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39; || &#39; te veel&#39; END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="7" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
      <rule key="{littleafter}" description="minder dan 100 m³ te veel, met maatregelen" filter='&quot;scenario&quot; = &#39;after&#39; AND &quot;inflow_up_m3&quot; IS NOT NULL AND &quot;deficit_m3&quot; &lt; 100' scalemaxdenom="2500" active="0">
      <settings calloutType="simple">
        <text-style fieldName="coalesce(&quot;name&quot; || &#39;\n&#39;, &#39;&#39;) || CASE WHEN &quot;deficit_m3&quot; = 0 THEN &#39;alles geborgen&#39; ELSE format_number(&quot;deficit_m3&quot;, if(&quot;deficit_m3&quot; &gt; 0 AND &quot;deficit_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39; || &#39; te veel&#39; END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="4" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="scenario"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="zonder maatregelen" type="QString" value="before"/></Option><Option type="Map"><Option name="met maatregelen" type="QString" value="after"/></Option></Option></Option></config></editWidget></field>
    <field name="verdict"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Afstroomgebied of buurt"/>
    <alias index="1" field="name" name="Naam"/>
    <alias index="2" field="event" name="Bui"/>
    <alias index="3" field="scenario" name="Situatie"/>
    <alias index="4" field="area_ha" name="Oppervlakte (ha)"/>
    <alias index="5" field="paved_pct" name="Verhard, van wat bekend is (%)"/>
    <alias index="6" field="unknown_pct" name="Oppervlak onbekend (%)"/>
    <alias index="7" field="p_mm" name="Neerslag (mm)"/>
    <alias index="8" field="dur_h" name="Duur (uur)"/>
    <alias index="9" field="runoff_m3" name="Stroomt af van eigen grond (m³)"/>
    <alias index="10" field="stor_exist_m3" name="Berging die er is (m³)"/>
    <alias index="11" field="inflow_up_m3" name="Loopt over van elders (m³)"/>
    <alias index="12" field="pumped_m3" name="Weggepompt (m³)"/>
    <alias index="13" field="stored_m3" name="Geborgen (m³)"/>
    <alias index="14" field="spill_to" name="Loopt over naar laagte"/>
    <alias index="15" field="req_mm" name="Norm voor berging (mm)"/>
    <alias index="16" field="deficit_m3" name="Te veel (m³)"/>
    <alias index="17" field="deficit_mm" name="Te veel (mm)"/>
    <alias index="18" field="m3_per_ha" name="Te veel (m³ per ha)"/>
    <alias index="19" field="empty_h" name="Leeg binnen (uur)"/>
    <alias index="20" field="norm_id" name="Norm"/>
    <alias index="21" field="verdict" name="Oordeel"/>
    <alias index="22" field="buildings_hit" name="Gebouwen met water eromheen"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="name" hidden="0" width="-1"/>
      <column type="field" name="event" hidden="0" width="-1"/>
      <column type="field" name="scenario" hidden="0" width="-1"/>
      <column type="field" name="area_ha" hidden="0" width="-1"/>
      <column type="field" name="paved_pct" hidden="0" width="-1"/>
      <column type="field" name="unknown_pct" hidden="0" width="-1"/>
      <column type="field" name="p_mm" hidden="0" width="-1"/>
      <column type="field" name="dur_h" hidden="0" width="-1"/>
      <column type="field" name="runoff_m3" hidden="0" width="-1"/>
      <column type="field" name="stor_exist_m3" hidden="0" width="-1"/>
      <column type="field" name="inflow_up_m3" hidden="0" width="-1"/>
      <column type="field" name="pumped_m3" hidden="0" width="-1"/>
      <column type="field" name="stored_m3" hidden="0" width="-1"/>
      <column type="field" name="spill_to" hidden="0" width="-1"/>
      <column type="field" name="req_mm" hidden="0" width="-1"/>
      <column type="field" name="deficit_m3" hidden="0" width="-1"/>
      <column type="field" name="deficit_mm" hidden="0" width="-1"/>
      <column type="field" name="m3_per_ha" hidden="0" width="-1"/>
      <column type="field" name="empty_h" hidden="0" width="-1"/>
      <column type="field" name="norm_id" hidden="0" width="-1"/>
      <column type="field" name="verdict" hidden="0" width="-1"/>
      <column type="field" name="buildings_hit" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Waterbalans" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="name" index="1" showLabel="1"/>
      <attributeEditorField name="event" index="2" showLabel="1"/>
      <attributeEditorField name="scenario" index="3" showLabel="1"/>
      <attributeEditorField name="area_ha" index="4" showLabel="1"/>
      <attributeEditorField name="paved_pct" index="5" showLabel="1"/>
      <attributeEditorField name="unknown_pct" index="6" showLabel="1"/>
      <attributeEditorField name="p_mm" index="7" showLabel="1"/>
      <attributeEditorField name="dur_h" index="8" showLabel="1"/>
      <attributeEditorField name="runoff_m3" index="9" showLabel="1"/>
      <attributeEditorField name="stor_exist_m3" index="10" showLabel="1"/>
      <attributeEditorField name="inflow_up_m3" index="11" showLabel="1"/>
      <attributeEditorField name="pumped_m3" index="12" showLabel="1"/>
      <attributeEditorField name="stored_m3" index="13" showLabel="1"/>
      <attributeEditorField name="spill_to" index="14" showLabel="1"/>
      <attributeEditorField name="req_mm" index="15" showLabel="1"/>
      <attributeEditorField name="deficit_m3" index="16" showLabel="1"/>
      <attributeEditorField name="deficit_mm" index="17" showLabel="1"/>
      <attributeEditorField name="m3_per_ha" index="18" showLabel="1"/>
      <attributeEditorField name="empty_h" index="19" showLabel="1"/>
      <attributeEditorField name="norm_id" index="20" showLabel="1"/>
      <attributeEditorField name="verdict" index="21" showLabel="1"/>
      <attributeEditorField name="buildings_hit" index="22" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% replace(coalesce("name", 'Afstroomgebied ' || "id", ''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</b>, bui van [% format_number("p_mm", 0, 'nl') %] mm in [% format_number("dur_h", if("dur_h" = floor("dur_h"), 0, 1), 'nl') %] uur[% if("scenario" = 'after', ', met maatregelen', '') %]<br>
Stroomt af: [% coalesce(format_number("runoff_m3", if("runoff_m3" > 0 AND "runoff_m3" < 10, 1, 0), 'nl') || ' m³', 'onbekend') %][% coalesce('; van elders: ' || format_number("inflow_up_m3", 0, 'nl') || ' m³', '') %][% if("pumped_m3" > 0, '; weggepompt: ' || format_number("pumped_m3", if("pumped_m3" < 10, 1, 0), 'nl') || ' m³', '') %]<br>
Geborgen: [% coalesce(format_number("stored_m3", if("stored_m3" > 0 AND "stored_m3" < 10, 1, 0), 'nl') || ' m³', 'onbekend') %] (er is ruimte voor [% coalesce(format_number("stor_exist_m3", if("stor_exist_m3" > 0 AND "stor_exist_m3" < 10, 1, 0), 'nl') || ' m³', 'onbekend') %])<br>
<b>Te veel: [% coalesce(format_number("deficit_m3", if("deficit_m3" > 0 AND "deficit_m3" < 10, 1, 0), 'nl') || ' m³', 'onbekend') %][% coalesce(', ' || format_number("m3_per_ha", 0, 'nl') || ' m³ per ha', '') %]</b>[% CASE WHEN "inflow_up_m3" IS NULL OR "deficit_m3" = 0 THEN '' WHEN "spill_to" IS NULL THEN '<br>loopt de kaart uit' ELSE '<br>loopt over naar laagte ' || replace("spill_to", array('&','<','>'), array('&amp;','&lt;','&gt;')) END %]<br>
[% format_number("area_ha", 2, 'nl') %] ha[% coalesce(', ' || format_number("paved_pct", 0, 'nl') || ' % verhard', '') %][% coalesce(if("unknown_pct" >= 1, '; van ' || format_number("unknown_pct", 0, 'nl') || ' % is het oppervlak onbekend', ''), '') %]
[% coalesce('<br>water tegen gebouwen: ' || "buildings_hit", '<br>water tegen gebouwen: onbekend, zonder hoogtemodel of gebouwen') %]
[% coalesce('<br>norm ' || replace("norm_id", array('&','<','>'), array('&amp;','&lt;','&gt;')) || ' (' || format_number("req_mm", 0, 'nl') || ' mm): ' || CASE WHEN "verdict" = 'pass' THEN 'voldoet' WHEN "verdict" = 'fail' THEN 'voldoet niet' ELSE 'onbekend' END, '') %]</div>]]></mapTip>
</qgis>
